//! Percentiles and medians.

/// The value below which so many hundredths of the sorted ones lie: one of them, the next higher one when the place falls
/// between two. Zero when there are none.
#[must_use]
pub fn percentile<T: Copy + Default>(sorted: &[T], hundredth: usize) -> T {
    let place = (sorted.len().saturating_sub(1) * hundredth).div_ceil(100);
    sorted.get(place).copied().unwrap_or_default()
}

/// The median of values in any order.
#[must_use]
pub fn median(values: impl IntoIterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_by(f64::total_cmp);
    let half = values.len() / 2;
    match (values.get(half.wrapping_sub(1)), values.get(half)) {
        (Some(low), Some(high)) if values.len().is_multiple_of(2) => low.midpoint(*high),
        (_, Some(middle)) => *middle,
        _ => 0.0,
    }
}

/// A part of a whole; zero when there is no whole.
#[must_use]
pub fn ratio(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentile_is_one_of_the_values() {
        let hundred: Vec<u64> = (1..=101).collect();
        assert_eq!([0, 50, 99, 100].map(|it| percentile(&hundred, it)), [1, 51, 100, 101]);
        assert_eq!([50, 99].map(|it| percentile(&[7_u64, 9], it)), [9, 9]);
        assert_eq!(percentile(&[7_u64], 99), 7);
        assert_eq!(percentile::<u64>(&[], 99), 0);
    }

    #[test]
    fn a_median_lies_in_the_middle() {
        assert!((median([9.0, 1.0, 3.0]) - 3.0).abs() < 1e-9);
        assert!((median([9.0, 1.0, 3.0, 4.0]) - 3.5).abs() < 1e-9);
        assert!((median([9.0]) - 9.0).abs() < 1e-9);
        assert!(median([]).abs() < 1e-9);
        assert!((ratio(1.0, 4.0) - 0.25).abs() < 1e-9 && ratio(1.0, 0.0).abs() < 1e-9);
    }
}

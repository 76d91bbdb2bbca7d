// How dark a state is: five shades, each some times as many meetings as the one before.

export const SHADES = 5;

/** 0 for none, else 1 to 5. */
export const shadeOf = (count: number, most: number) => (count === 0 ? 0 : Math.min(SHADES, Math.max(1, Math.ceil((SHADES * Math.log(count + 1)) / Math.log(most + 1)))));

/** The counts that each shade stands for; shades that no count has are left out. */
export function legendOf(most: number): { shade: number; from: number; to: number }[] {
  const first = (shade: number) => (shade <= 1 ? 1 : Math.floor((most + 1) ** ((shade - 1) / SHADES) - 1 + 1e-9) + 1);
  return Array.from({ length: SHADES }, (_, at) => ({ shade: at + 1, from: first(at + 1), to: at + 1 === SHADES ? most : first(at + 2) - 1 })).filter((it) => it.from <= it.to);
}

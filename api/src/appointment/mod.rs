//! Appointments: officials in positions, as the sources show them.

mod find;
mod object;

pub use find::{AppointmentId, AppointmentKey, AppointmentsOf};
pub use object::Appointment;

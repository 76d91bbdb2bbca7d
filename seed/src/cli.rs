//! trial
use std::io::Write;
pub fn run() -> std::process::ExitCode {
    let dir = std::env::args().nth(1).unwrap_or_default();
    let folder = std::path::Path::new(&dir);
    if let Err(p) = crate::read::read(folder) {
        let mut out = std::io::stdout().lock();
        let _ = crate::show::problems(&mut out, &p, crate::show::Look { format: Default::default(), is_terminal: false, folder });
        let _ = out.flush();
    }
    std::process::ExitCode::SUCCESS
}

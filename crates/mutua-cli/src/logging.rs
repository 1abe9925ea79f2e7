//! What is said while the program runs: on standard error, for people or for programs.

use std::io::{IsTerminal as _, Write as _};

use tracing_subscriber::EnvFilter;

use crate::args::{Color, LogFormat, Output};

/// Starts the log. `MUTUA_LOG` chooses what it holds (such as `debug` or `mutua_web=warn`).
pub fn start(output: &Output) {
    let usual = if output.quiet { "error" } else { "info" };
    let filter = capped(
        EnvFilter::try_from_env("MUTUA_LOG")
            .unwrap_or_else(|_| EnvFilter::new(format!("{usual},refinery_core=warn"))),
    );
    let ansi = match output.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none(),
    };
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_ansi(ansi);
    // A log was started already: only in tests, and then it serves.
    let _ = match output.log_format {
        LogFormat::Text => log.with_target(false).try_init(),
        LogFormat::Json => log.json().flatten_event(true).try_init(),
    };
}

/// Whatever was chosen, targets that quote what people wrote stay quiet.
fn capped(filter: EnvFilter) -> EnvFilter {
    mutua_service::LOG_CAPS.iter().filter_map(|cap| cap.parse().ok()).fold(filter, EnvFilter::add_directive)
}

/// Says something to the person at the terminal.
pub fn say(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// Gives a result.
pub fn result(text: &str) {
    let _ = writeln!(std::io::stdout(), "{text}");
    let _ = std::io::stdout().flush();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_quotes_the_words_of_people_stays_quiet_whatever_is_chosen() {
        for chosen in ["trace", "debug,tokio_postgres=trace", "tokio_postgres=debug"] {
            let text = capped(EnvFilter::new(chosen)).to_string();
            for cap in mutua_service::LOG_CAPS {
                let (target, _) = cap.split_once('=').unwrap_or_default();
                let about: Vec<&str> =
                    text.split(',').filter(|part| part.split('=').next() == Some(target)).collect();
                assert_eq!(about, [*cap], "{text}");
            }
        }
    }
}

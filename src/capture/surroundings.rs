//! What else on this machine has to do with sound: why a microphone may not be found although there is one.

use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::capture::source::Error;

/// Sound cards and sound servers, as far as they can be seen without asking them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Surroundings {
    /// PipeWire listens for programs.
    pub pipewire: bool,
    /// PulseAudio listens for programs, or PipeWire in its place.
    pub pulse: bool,
    /// There is a sound card, and this user may not use it.
    pub denied: bool,
}

impl Surroundings {
    pub(super) fn here() -> Self {
        let runtime = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from);
        let listens = |socket: &str| runtime.as_ref().is_some_and(|dir| dir.join(socket).exists());
        Self {
            pipewire: listens("pipewire-0"),
            pulse: listens("pulse/native"),
            denied: controls(Path::new("/dev/snd"))
                .iter()
                .any(|card| File::open(card).is_err_and(|e| e.kind() == ErrorKind::PermissionDenied)),
        }
    }

    /// Why the device called `device` was not found, or is in use; `busy` says which. `said` is what alsa-lib printed.
    pub(super) fn explain(self, device: String, busy: bool, said: &str) -> Error {
        // Whoever names the server in its complaint has reached its bridge.
        let asked_server = ["PulseAudio: ", "PipeWire"].iter().any(|server| said.contains(server));
        if asked_server {
            return Error::NoServer(device);
        }
        if self.denied {
            return Error::Denied(device);
        }
        let is_default = device.ends_with("default");
        if is_default && self.pipewire {
            return Error::NoBridge { device, server: "PipeWire", package: "pipewire-alsa" };
        }
        if is_default && self.pulse {
            return Error::NoBridge { device, server: "PulseAudio", package: "libasound2-plugins" };
        }
        if busy {
            Error::Busy(device)
        } else if is_default {
            Error::NoDevice
        } else {
            Error::Gone(device)
        }
    }
}

/// The control files of all sound cards in `folder`: opening one, unlike a microphone, disturbs nobody.
fn controls(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter(|e| e.file_name().to_string_lossy().starts_with("controlC")).map(|e| e.path()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTHING: Surroundings = Surroundings { pipewire: false, pulse: false, denied: false };

    fn why(surroundings: Surroundings, busy: bool, said: &str) -> Error {
        surroundings.explain("alsa:default".into(), busy, said)
    }

    #[test]
    fn each_reason_is_told_from_the_others() {
        assert_eq!(why(NOTHING, false, ""), Error::NoDevice);
        assert_eq!(why(NOTHING, true, ""), Error::Busy("alsa:default".into()));
        let denied = Surroundings { denied: true, pulse: true, ..NOTHING };
        assert_eq!(why(denied, false, ""), Error::Denied("alsa:default".into()));
        let refused = "ALSA lib pulse.c:242:(pulse_connect) PulseAudio: Unable to connect: Connection refused";
        assert_eq!(why(NOTHING, false, refused), Error::NoServer("alsa:default".into()));
    }

    #[test]
    fn a_server_without_its_bridge_is_named_with_the_package() {
        let package = |surroundings, busy| match why(surroundings, busy, "") {
            Error::NoBridge { package, .. } => package,
            other => panic!("{other}"),
        };
        assert_eq!(package(Surroundings { pipewire: true, pulse: true, ..NOTHING }, false), "pipewire-alsa");
        assert_eq!(package(Surroundings { pulse: true, ..NOTHING }, true), "libasound2-plugins");
    }
}

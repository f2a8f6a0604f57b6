"""Checks that a compose file parses and that what it mentions exists."""

import sys
from pathlib import Path

import yaml


def problems(path: Path) -> list[str]:
    """One sentence for each thing that `docker compose up` would trip over."""
    compose = yaml.safe_load(path.read_text())
    found = []
    for name, service in compose["services"].items():
        if not service.get("image"):
            found.append(f"service {name} has no image")
        for other in service.get("depends_on", ()):
            if other not in compose["services"]:
                found.append(f"service {name} depends on unknown {other}")
        for volume in service.get("volumes", ()):
            found.extend(_volume_problems(name, volume.split(":")[0], path, compose))
        for port in service.get("ports", ()):
            if not str(port).startswith("127.0.0.1:"):
                found.append(f"service {name} opens a port beyond this machine")
    return found


def _volume_problems(name, source, path, compose):
    if source.startswith("."):
        if not (path.parent / source).exists():
            yield f"service {name} mounts {source}, which does not exist"
    elif source not in compose.get("volumes", {}):
        yield f"service {name} uses the undeclared volume {source}"


if __name__ == "__main__":
    sys.exit("\n".join(problems(Path(sys.argv[1]))) or 0)

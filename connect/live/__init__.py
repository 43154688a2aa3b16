"""What members see without reloading: rooms, sockets, pushes and the catch-up after a gap."""

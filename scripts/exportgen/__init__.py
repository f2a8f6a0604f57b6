"""Writes synthetic Pulse exports: an invented clinic, streamed patient by patient."""

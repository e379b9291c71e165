"""The Qt application: shows, asks and arranges. No model code, no file formats."""

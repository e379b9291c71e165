"""The Qt application: windows, dialogs and their controllers. No model code, no file formats."""

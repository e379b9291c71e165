"""The main window: menus, header, notices, status line."""

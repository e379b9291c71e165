"""The window itself: menus, header, notices, status line."""

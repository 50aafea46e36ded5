"""The catalogue of items 事项目录: what makes an entry sound, and what a district may change of it."""

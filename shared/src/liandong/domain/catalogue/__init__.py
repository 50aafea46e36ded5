"""The catalogue of items 事项目录: what makes an entry sound, what a district may change, which edition is in force."""

"""A district or zone centre 区县(开发区)政务服务中心."""

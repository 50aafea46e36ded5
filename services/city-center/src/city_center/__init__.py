"""The city centre 市政务服务中心: catalogue, registry, joint approvals, unified dispatch."""

"""Everything somebody can be allowed to do."""

from enum import StrEnum


class Action(StrEnum):
    """One entry of the matrix of powers; a route names exactly one."""

    CASE_READ = "case.read"
    CASE_RECEIVE = "case.receive"
    CASE_NOTICE = "case.notice"
    CASE_SUPPLEMENT = "case.supplement"
    CASE_ACCEPT = "case.accept"
    CASE_REFUSE = "case.refuse"
    CASE_RETURN = "case.return"
    CASE_STEP = "case.step"
    CASE_DECIDE = "case.decide"
    CASE_FORWARD = "case.forward"
    CASE_DELIVER = "case.deliver"
    CASE_CLOSE = "case.close"

    FILE_RECEIVE = "file.receive"

    JOINT_READ = "joint.read"
    JOINT_RECEIVE = "joint.receive"
    JOINT_ACCEPT = "joint.accept"
    JOINT_DISPATCH = "joint.dispatch"

    REGISTRY_READ = "registry.read"
    REGISTRY_PUBLISH = "registry.publish"
    CATALOGUE_READ = "catalogue.read"
    CATALOGUE_PUBLISH = "catalogue.publish"
    CALENDAR_READ = "calendar.read"
    CALENDAR_PUBLISH = "calendar.publish"

    SUPERVISION_READ = "supervision.read"
    ALARMS_READ = "alarms.read"
    INBOX_READ = "inbox.read"
    INBOX_RETRY = "inbox.retry"
    ACCOUNTS_MANAGE = "accounts.manage"


TITLES: dict[Action, str] = {
    Action.CASE_READ: "查看办件",
    Action.CASE_RECEIVE: "收件",
    Action.CASE_NOTICE: "一次性告知",
    Action.CASE_SUPPLEMENT: "收取补正材料",
    Action.CASE_ACCEPT: "受理",
    Action.CASE_REFUSE: "不予受理",
    Action.CASE_RETURN: "退回",
    Action.CASE_STEP: "环节审查",
    Action.CASE_DECIDE: "审批决定",
    Action.CASE_FORWARD: "上报",
    Action.CASE_DELIVER: "送达",
    Action.CASE_CLOSE: "办结",
    Action.FILE_RECEIVE: "收取文件",
    Action.JOINT_READ: "查看联办件",
    Action.JOINT_RECEIVE: "联办收件",
    Action.JOINT_ACCEPT: "联合受理",
    Action.JOINT_DISPATCH: "统一发件",
    Action.REGISTRY_READ: "查看单位名录",
    Action.REGISTRY_PUBLISH: "发布单位名录",
    Action.CATALOGUE_READ: "查看事项目录",
    Action.CATALOGUE_PUBLISH: "发布事项目录",
    Action.CALENDAR_READ: "查看工作日历",
    Action.CALENDAR_PUBLISH: "发布工作日历",
    Action.SUPERVISION_READ: "监察查看",
    Action.ALARMS_READ: "查看告警",
    Action.INBOX_READ: "查看来往消息",
    Action.INBOX_RETRY: "重新处理搁置的消息",
    Action.ACCOUNTS_MANAGE: "管理账号",
}
"""What an action is called at the window."""

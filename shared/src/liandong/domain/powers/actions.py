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
    CASE_PAUSE = "case.pause"
    CASE_RESUME = "case.resume"
    CASE_PROPOSE = "case.propose"
    CASE_PROMISE = "case.promise"
    CASE_EXTEND = "case.extend"
    CASE_DRAFT = "case.draft"
    CASE_REVIEW = "case.review"
    CASE_WITHDRAW = "case.withdraw"
    CASE_CONFIRM_WITHDRAWAL = "case.confirm_withdrawal"
    CASE_TERMINATE = "case.terminate"
    CASE_REOPEN = "case.reopen"
    CASE_REVOKE = "case.revoke"
    CASE_CORRECT = "case.correct"
    CASE_ARCHIVE = "case.archive"
    CASE_HEARING = "case.hearing"
    CASE_ASK_HEARING = "case.ask_hearing"
    CASE_HAND_OVER = "case.hand_over"
    CASE_CONTACT = "case.contact"
    TRACKING_GIVE = "tracking.give"
    CASE_PREREVIEW = "case.prereview"
    PRE_APPLICATION_READ = "pre_application.read"
    PRE_APPLICATION_WRITE = "pre_application.write"

    APPOINTMENT_OFFER = "appointment.offer"
    APPOINTMENT_READ = "appointment.read"
    APPOINTMENT_HANDLE = "appointment.handle"
    CONSULTATION_READ = "consultation.read"
    CONSULTATION_RECORD = "consultation.record"
    CONSULTATION_ANSWER = "consultation.answer"

    FILE_RECEIVE = "file.receive"

    JOINT_READ = "joint.read"
    JOINT_RECEIVE = "joint.receive"
    JOINT_ACCEPT = "joint.accept"
    JOINT_DISPATCH = "joint.dispatch"
    JOINT_EXTEND = "joint.extend"
    JOINT_NOTICE = "joint.notice"
    JOINT_WITHDRAW = "joint.withdraw"
    JOINT_TERMINATE = "joint.terminate"
    JOINT_REFUSE = "joint.refuse"

    DOCUMENT_READ = "document.read"
    DOCUMENT_ISSUE = "document.issue"
    DOCUMENT_DELIVER = "document.deliver"

    LETTER_READ = "letter.read"
    LETTER_GRANT = "letter.grant"
    LETTER_REVOKE = "letter.revoke"
    ABSENCE_REGISTER = "absence.register"

    REGISTRY_READ = "registry.read"
    REGISTRY_PUBLISH = "registry.publish"
    CATALOGUE_READ = "catalogue.read"
    CATALOGUE_PROPOSE = "catalogue.propose"
    CATALOGUE_REVIEW = "catalogue.review"
    CATALOGUE_PUBLISH = "catalogue.publish"
    CATALOGUE_OVERLAY = "catalogue.overlay"
    CALENDAR_READ = "calendar.read"
    CALENDAR_PUBLISH = "calendar.publish"

    SUPERVISION_READ = "supervision.read"
    SUPERVISION_EXPORT = "supervision.export"
    SUPERVISION_DISPLAY = "supervision.display"
    EXCHANGE_READ = "exchange.read"
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
    Action.CASE_PAUSE: "暂停计时",
    Action.CASE_RESUME: "恢复计时",
    Action.CASE_PROPOSE: "提请补正",
    Action.CASE_PROMISE: "承诺办结日期",
    Action.CASE_EXTEND: "批准延期",
    Action.CASE_DRAFT: "拟稿",
    Action.CASE_REVIEW: "审核文稿",
    Action.CASE_WITHDRAW: "登记撤回申请",
    Action.CASE_CONFIRM_WITHDRAWAL: "确认撤回",
    Action.CASE_TERMINATE: "终止办理",
    Action.CASE_REOPEN: "重新办理",
    Action.CASE_REVOKE: "撤销、注销",
    Action.CASE_CORRECT: "更正",
    Action.CASE_ARCHIVE: "归档",
    Action.CASE_HEARING: "组织听证",
    Action.CASE_ASK_HEARING: "登记听证要求",
    Action.CASE_HAND_OVER: "移交责任人",
    Action.CASE_CONTACT: "登记来访来电",
    Action.TRACKING_GIVE: "补发查询码",
    Action.CASE_PREREVIEW: "答复预审",
    Action.PRE_APPLICATION_READ: "查看预申报",
    Action.PRE_APPLICATION_WRITE: "代填预申报",
    Action.APPOINTMENT_OFFER: "开放预约、登记停办",
    Action.APPOINTMENT_READ: "查看预约",
    Action.APPOINTMENT_HANDLE: "办理预约、登记到号",
    Action.CONSULTATION_READ: "查看咨询",
    Action.CONSULTATION_RECORD: "登记咨询",
    Action.CONSULTATION_ANSWER: "答复咨询",
    Action.FILE_RECEIVE: "收取文件",
    Action.JOINT_READ: "查看联办件",
    Action.JOINT_RECEIVE: "联办收件",
    Action.JOINT_ACCEPT: "联合受理",
    Action.JOINT_DISPATCH: "统一发件",
    Action.JOINT_EXTEND: "批准联办延期",
    Action.JOINT_WITHDRAW: "登记联办撤回申请",
    Action.JOINT_TERMINATE: "终止联办",
    Action.JOINT_NOTICE: "会审材料、联办一次性告知",
    Action.JOINT_REFUSE: "联办不予受理、退件",
    Action.DOCUMENT_READ: "查看文书",
    Action.DOCUMENT_ISSUE: "开具文书",
    Action.DOCUMENT_DELIVER: "登记文书送达",
    Action.LETTER_READ: "查看授权书",
    Action.LETTER_GRANT: "签发授权书",
    Action.LETTER_REVOKE: "收回授权书",
    Action.ABSENCE_REGISTER: "登记离岗",
    Action.REGISTRY_READ: "查看单位名录",
    Action.REGISTRY_PUBLISH: "发布单位名录",
    Action.CATALOGUE_READ: "查看事项目录",
    Action.CATALOGUE_PROPOSE: "起草事项内容",
    Action.CATALOGUE_REVIEW: "法制审核",
    Action.CATALOGUE_PUBLISH: "发布事项目录",
    Action.CATALOGUE_OVERLAY: "发布区级调整",
    Action.CALENDAR_READ: "查看工作日历",
    Action.CALENDAR_PUBLISH: "发布工作日历",
    Action.SUPERVISION_READ: "监察查看",
    Action.SUPERVISION_EXPORT: "导出事件日志",
    Action.SUPERVISION_DISPLAY: "登记大屏",
    Action.EXCHANGE_READ: "导出交换记录",
    Action.ALARMS_READ: "查看告警",
    Action.INBOX_READ: "查看来往消息",
    Action.INBOX_RETRY: "重新处理搁置的消息",
    Action.ACCOUNTS_MANAGE: "管理账号",
}
"""What an action is called at the window."""

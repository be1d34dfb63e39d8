using Alitellm.Api.Common;
using Alitellm.Api.Schema;

namespace Alitellm.Api.GuardRails;

/// <summary>A guardrail in LiteLLM. Objects with an equal guardrailName form a load-balancing pool.</summary>
[KubernetesKind(KindName, Plural, ShortName)]
[PrinterColumn("Ready", PrinterColumnAttribute.ReadyStatus)]
[PrinterColumn("Reason", PrinterColumnAttribute.ReadyReason)]
[PrinterColumn("Guardrail", ".spec.guardrailName")]
[PrinterColumn("Provider", ".spec.provider")]
[PrinterColumn("Mode", ".spec.mode")]
[PrinterColumn("DefaultOn", ".spec.defaultOn", PrinterColumnType.TrueFalse)]
[PrinterColumn("ID", ".status.lastRendered.guardrailID")]
[PrinterColumn("Age", PrinterColumnAttribute.CreationTime, PrinterColumnType.Date)]
[PrinterColumn("Connection", ".status.remote.connection", Wide = true)]
[PrinterColumn("Message", PrinterColumnAttribute.ReadyMessage, Wide = true)]
public sealed class LiteLLMGuardRail : RemoteResource<GuardRailSpec, GuardRailStatus>
{
    public const string KindName = "LiteLLMGuardRail";
    public const string Plural = "litellmguardrails";
    public const string ShortName = "lgr";

    /// <summary>Kept from the reference operator, so that its objects stay deletable.</summary>
    public const string Finalizer = "guardrails.litellm.ackstorm.ai/finalizer";

    public override string Kind { get; set; } = KindName;
}

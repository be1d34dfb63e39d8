using Alitellm.Api.Common;
using Alitellm.Api.Schema;

namespace Alitellm.Api.Agents;

/// <summary>An A2A agent that LiteLLM gives access to.</summary>
[KubernetesKind(KindName, Plural, ShortName)]
[PrinterColumn("Ready", PrinterColumnAttribute.ReadyStatus)]
[PrinterColumn("Reason", PrinterColumnAttribute.ReadyReason)]
[PrinterColumn("AgentID", ".status.lastRendered.agentID")]
[PrinterColumn("Age", PrinterColumnAttribute.CreationTime, PrinterColumnType.Date)]
[PrinterColumn("Connection", ".status.remote.connection", Wide = true)]
[PrinterColumn("Message", PrinterColumnAttribute.ReadyMessage, Wide = true)]
public sealed class LiteLLMA2AAgent : RemoteResource<AgentSpec, AgentStatus>
{
    public const string KindName = "LiteLLMA2AAgent";
    public const string Plural = "litellma2aagents";
    public const string ShortName = "a2a";

    /// <summary>Kept from the reference operator, so that its objects stay deletable.</summary>
    public const string Finalizer = "a2aagents.litellm.ackstorm.ai/finalizer";

    public override string Kind { get; set; } = KindName;
}

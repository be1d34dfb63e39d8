using Alitellm.Api.Common;
using Alitellm.Api.Schema;

namespace Alitellm.Api.McpToolsets;

/// <summary>A named selection of single MCP tools, for teams to be granted. Needs LiteLLM 1.93.</summary>
[KubernetesKind(KindName, Plural, ShortName)]
[PrinterColumn("Ready", PrinterColumnAttribute.ReadyStatus)]
[PrinterColumn("Reason", PrinterColumnAttribute.ReadyReason)]
[PrinterColumn("ToolsetID", ".status.lastRendered.toolsetID")]
[PrinterColumn("Age", PrinterColumnAttribute.CreationTime, PrinterColumnType.Date)]
[PrinterColumn("Connection", ".status.remote.connection", Wide = true)]
[PrinterColumn("Message", PrinterColumnAttribute.ReadyMessage, Wide = true)]
public sealed class LiteLLMMCPToolset : RemoteResource<McpToolsetSpec, McpToolsetStatus>
{
    public const string KindName = "LiteLLMMCPToolset";
    public const string Plural = "litellmmcptoolsets";
    public const string ShortName = "mcpts";

    /// <summary>Kept from the reference operator, so that its objects stay deletable.</summary>
    public const string Finalizer = "mcptoolsets.litellm.ackstorm.ai/finalizer";

    public override string Kind { get; set; } = KindName;
}

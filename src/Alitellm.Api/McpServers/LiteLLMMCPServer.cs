using Alitellm.Api.Common;
using Alitellm.Api.Schema;

namespace Alitellm.Api.McpServers;

/// <summary>An MCP server that LiteLLM gives access to.</summary>
[KubernetesKind(KindName, Plural, ShortName)]
[PrinterColumn("Ready", PrinterColumnAttribute.ReadyStatus)]
[PrinterColumn("Reason", PrinterColumnAttribute.ReadyReason)]
[PrinterColumn("ServerID", ".status.lastRendered.serverID")]
[PrinterColumn("Age", PrinterColumnAttribute.CreationTime, PrinterColumnType.Date)]
[PrinterColumn("Connection", ".status.remote.connection", Wide = true)]
[PrinterColumn("Message", PrinterColumnAttribute.ReadyMessage, Wide = true)]
public sealed class LiteLLMMCPServer : RemoteResource<McpServerSpec, McpServerStatus>
{
    public const string KindName = "LiteLLMMCPServer";
    public const string Plural = "litellmmcpservers";
    public const string ShortName = "mcpsrv";

    /// <summary>Kept from the reference operator, so that its objects stay deletable.</summary>
    public const string Finalizer = "mcpservers.litellm.ackstorm.ai/finalizer";

    public override string Kind { get; set; } = KindName;
}

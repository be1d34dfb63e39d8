using Alitellm.Api.Common;
using Alitellm.Api.Discoveries;
using Alitellm.Api.Schema;
using k8s.Models;

namespace Alitellm.Api.McpServerDiscoveries;

/// <summary>Reads the MCP servers ToolHive runs and keeps one LiteLLMMCPServer for each.</summary>
[KubernetesKind(KindName, Plural, ShortName)]
[PrinterColumn("Type", ".spec.type")]
[PrinterColumn("Ready", PrinterColumnAttribute.ReadyStatus)]
[PrinterColumn("Reason", PrinterColumnAttribute.ReadyReason)]
[PrinterColumn("Discovered", ".status.discoveredCount", PrinterColumnType.WholeNumber)]
[PrinterColumn("Generated", ".status.generatedCount", PrinterColumnType.WholeNumber)]
[PrinterColumn("Age", PrinterColumnAttribute.CreationTime, PrinterColumnType.Date)]
[PrinterColumn("Message", PrinterColumnAttribute.ReadyMessage, Wide = true)]
[CelRule(DiscoveryNames.LengthRule, DiscoveryNames.LengthMessage, OptionalOldSelf = true)]
public sealed class LiteLLMMCPServerDiscovery : IDiscovery
{
    public const string KindName = "LiteLLMMCPServerDiscovery";
    public const string Plural = "litellmmcpserverdiscoveries";
    public const string ShortName = "msdisc";

    /// <summary>Kept from the reference operator, so that its objects stay deletable.</summary>
    public const string Finalizer = "mcpserverdiscoveries.litellm.ackstorm.ai/finalizer";

    public string ApiVersion { get; set; } = ApiGroup.ApiVersion;

    public string Kind { get; set; } = KindName;

    public V1ObjectMeta Metadata { get; set; } = new();

    /// <summary>Where to look and what to generate.</summary>
    public McpServerDiscoverySpec Spec { get; set; } = new();

    /// <summary>What was found and generated.</summary>
    [SchemaDefault(StatusDefaults.NeverReconciled)]
    public DiscoveryStatus? Status { get; set; }

    DiscoverySpec IDiscovery.CommonSpec => Spec;

    string IDiscovery.SourceType => Spec.Type;
}

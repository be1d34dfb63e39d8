using Alitellm.Api.Common;
using Alitellm.Api.Schema;
using k8s;
using k8s.Models;

namespace Alitellm.Api.Connections;

/// <summary>How to reach one LiteLLM proxy. Other objects of the namespace use the Connection named default unless they name another.</summary>
[KubernetesKind(KindName, Plural, ShortName)]
[PrinterColumn("Ready", PrinterColumnAttribute.ReadyStatus)]
[PrinterColumn("Reason", PrinterColumnAttribute.ReadyReason)]
[PrinterColumn("Age", PrinterColumnAttribute.CreationTime, PrinterColumnType.Date)]
[PrinterColumn("Endpoint", ".spec.endpoint", Wide = true)]
[PrinterColumn("Version", ".status.liteLLMVersion", Wide = true)]
[PrinterColumn("Message", PrinterColumnAttribute.ReadyMessage, Wide = true)]
public sealed class LiteLLMConnection : IKubernetesObject<V1ObjectMeta>
{
    public const string KindName = "LiteLLMConnection";
    public const string Plural = "litellmconnections";
    public const string ShortName = "llmconn";

    /// <summary>Kept from the reference operator, so that its objects stay deletable.</summary>
    public const string Finalizer = "litellm.ackstorm.ai/connection-cache-cleanup";

    public string ApiVersion { get; set; } = ApiGroup.ApiVersion;

    public string Kind { get; set; } = KindName;

    public V1ObjectMeta Metadata { get; set; } = new();

    /// <summary>Where the proxy is and how to speak to it.</summary>
    public ConnectionSpec Spec { get; set; } = new();

    /// <summary>What the operator found.</summary>
    [SchemaDefault(StatusDefaults.NeverReconciled)]
    public ConnectionStatus? Status { get; set; }
}

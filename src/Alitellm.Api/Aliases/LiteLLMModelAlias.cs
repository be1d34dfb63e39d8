using Alitellm.Api.Common;
using Alitellm.Api.Schema;

namespace Alitellm.Api.Aliases;

/// <summary>Further names for models. All objects of one LiteLLM proxy together make up its alias map.</summary>
[KubernetesKind(KindName, Plural, ShortName)]
[PrinterColumn("Ready", PrinterColumnAttribute.ReadyStatus)]
[PrinterColumn("Reason", PrinterColumnAttribute.ReadyReason)]
[PrinterColumn("Age", PrinterColumnAttribute.CreationTime, PrinterColumnType.Date)]
[PrinterColumn("Connection", ".status.remote.connection", Wide = true)]
[PrinterColumn("Message", PrinterColumnAttribute.ReadyMessage, Wide = true)]
public sealed class LiteLLMModelAlias : RemoteResource<ModelAliasSpec, ModelAliasStatus>
{
    public const string KindName = "LiteLLMModelAlias";
    public const string Plural = "litellmmodelaliases";
    public const string ShortName = "modelalias";

    /// <summary>Kept from the reference operator, so that its objects stay deletable.</summary>
    public const string Finalizer = "modelaliases.litellm.ackstorm.ai/finalizer";

    public override string Kind { get; set; } = KindName;
}

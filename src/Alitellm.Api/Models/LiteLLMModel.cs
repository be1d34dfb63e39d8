using Alitellm.Api.Common;
using Alitellm.Api.Schema;

namespace Alitellm.Api.Models;

/// <summary>A model deployment in LiteLLM. Clients call it by the object's name.</summary>
[KubernetesKind(KindName, Plural, ShortName)]
[PrinterColumn("Ready", PrinterColumnAttribute.ReadyStatus)]
[PrinterColumn("Reason", PrinterColumnAttribute.ReadyReason)]
[PrinterColumn("ModelID", ".status.lastRendered.modelID")]
[PrinterColumn("Age", PrinterColumnAttribute.CreationTime, PrinterColumnType.Date)]
[PrinterColumn("Connection", ".status.remote.connection", Wide = true)]
[PrinterColumn("Message", PrinterColumnAttribute.ReadyMessage, Wide = true)]
public sealed class LiteLLMModel : RemoteResource<ModelSpec, ModelStatus>
{
    public const string KindName = "LiteLLMModel";
    public const string Plural = "litellmmodels";
    public const string ShortName = "mdl";

    /// <summary>Kept from the reference operator, so that its objects stay deletable.</summary>
    public const string Finalizer = "models.litellm.ackstorm.ai/finalizer";

    public override string Kind { get; set; } = KindName;
}

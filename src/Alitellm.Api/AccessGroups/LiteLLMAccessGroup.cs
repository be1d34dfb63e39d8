using Alitellm.Api.Common;
using Alitellm.Api.Schema;

namespace Alitellm.Api.AccessGroups;

/// <summary>
/// A named bundle of models, MCP servers and agents. It grants nothing until a team attaches it, and it only ever widens. Needs LiteLLM 1.93.
/// </summary>
[KubernetesKind(KindName, Plural, ShortName)]
[PrinterColumn("Ready", PrinterColumnAttribute.ReadyStatus)]
[PrinterColumn("Reason", PrinterColumnAttribute.ReadyReason)]
[PrinterColumn("GroupID", ".status.lastRendered.accessGroupID")]
[PrinterColumn("Age", PrinterColumnAttribute.CreationTime, PrinterColumnType.Date)]
[PrinterColumn("Connection", ".status.remote.connection", Wide = true)]
[PrinterColumn("Message", PrinterColumnAttribute.ReadyMessage, Wide = true)]
public sealed class LiteLLMAccessGroup : RemoteResource<AccessGroupSpec, AccessGroupStatus>
{
    public const string KindName = "LiteLLMAccessGroup";
    public const string Plural = "litellmaccessgroups";
    public const string ShortName = "llag";

    /// <summary>Kept from the reference operator, so that its objects stay deletable.</summary>
    public const string Finalizer = "accessgroups.litellm.ackstorm.ai/finalizer";

    public override string Kind { get; set; } = KindName;
}

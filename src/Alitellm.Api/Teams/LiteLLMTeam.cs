using Alitellm.Api.Common;
using Alitellm.Api.Schema;

namespace Alitellm.Api.Teams;

/// <summary>
/// A team in LiteLLM: budget, limits and what its members may use. It is closed: what is not granted is denied. Members and keys are not managed.
/// </summary>
[KubernetesKind(KindName, Plural, ShortName)]
[PrinterColumn("Ready", PrinterColumnAttribute.ReadyStatus)]
[PrinterColumn("Reason", PrinterColumnAttribute.ReadyReason)]
[PrinterColumn("TeamID", ".status.lastRendered.teamID")]
[PrinterColumn("Age", PrinterColumnAttribute.CreationTime, PrinterColumnType.Date)]
[PrinterColumn("Connection", ".status.remote.connection", Wide = true)]
[PrinterColumn("Message", PrinterColumnAttribute.ReadyMessage, Wide = true)]
public sealed class LiteLLMTeam : RemoteResource<TeamSpec, TeamStatus>
{
    public const string KindName = "LiteLLMTeam";
    public const string Plural = "litellmteams";
    public const string ShortName = "team";

    /// <summary>Kept from the reference operator, so that its objects stay deletable.</summary>
    public const string Finalizer = "teams.litellm.ackstorm.ai/finalizer";

    public override string Kind { get; set; } = KindName;
}

using System.Text.Json.Nodes;
using Alitellm.Api.Common;
using Alitellm.Api.Schema;

namespace Alitellm.Api.Teams;

/// <summary>What LiteLLM should have for a team.</summary>
public sealed class TeamSpec : RemoteSpec
{
    /// <summary>Names of access groups the team is attached to. Each widens what the team may use. Needs LiteLLM 1.93.</summary>
    public IList<string>? AccessGroups { get; set; }

    /// <summary>What the team may spend; absent is no limit.</summary>
    public TeamBudget? Budget { get; set; }

    /// <summary>How fast the team may go; absent is no limit.</summary>
    public TeamRateLimits? RateLimits { get; set; }

    /// <summary>What the team may use, beside its access groups. A list that is absent or empty grants nothing.</summary>
    public TeamGrants? Permission { get; set; }

    /// <summary>
    /// Further fields of the team, sent as they are once placeholders are filled in. Fields this spec models win over equal keys, except that
    /// models and object_permission count where permission leaves them unset.
    /// </summary>
    [PreserveUnknownFields]
    public JsonObject? Params { get; set; }

    /// <summary>Values for the placeholders in params.</summary>
    public IList<SecretBinding>? Secrets { get; set; }
}

using Alitellm.Api.Common;

namespace Alitellm.Operator.Remote.Deciding;

/// <summary>The policies a decision follows.</summary>
internal sealed record Management(ManagementPolicy Policy, AdoptionPolicy Adoption, DriftPolicy Drift);

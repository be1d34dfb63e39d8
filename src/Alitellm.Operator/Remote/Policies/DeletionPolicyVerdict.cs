using Alitellm.Api.Common;

namespace Alitellm.Operator.Remote.Policies;

/// <summary>The deletion policy that holds for one object.</summary>
/// <param name="UnknownOverride">The value of an override annotation that says neither Orphan nor Delete and was passed over; worth a warning.</param>
internal sealed record DeletionPolicyVerdict(DeletionPolicy Policy, DeletionPolicySource Source, string? UnknownOverride);

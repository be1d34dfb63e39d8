using System.Diagnostics.CodeAnalysis;

namespace Alitellm.LiteLLM;

/// <summary>What <see cref="EndpointRules.Check"/> says of an endpoint.</summary>
/// <param name="Endpoint">The parsed URL; null when it is refused.</param>
/// <param name="Transport">How the key would travel; meaningful only when accepted.</param>
/// <param name="Reason">Why it is refused, a clause fit for a condition message that quotes nothing of the URL; null when accepted.</param>
public sealed record EndpointVerdict(Uri? Endpoint, EndpointTransport Transport, string? Reason)
{
    [MemberNotNullWhen(true, nameof(Endpoint))]
    [MemberNotNullWhen(false, nameof(Reason))]
    public bool Ok => Endpoint is not null;
}

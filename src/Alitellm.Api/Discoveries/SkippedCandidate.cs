using Alitellm.Api.Schema;

namespace Alitellm.Api.Discoveries;

/// <summary>A candidate for which no object is written.</summary>
public sealed class SkippedCandidate
{
    /// <summary>The name its object would have, or the source's own name where that makes no valid name.</summary>
    [Required, MinLength(1)]
    public string Name { get; set; } = "";

    /// <summary>Why it is skipped.</summary>
    [Required]
    [AllowedValues(
        SkipReasons.ExplicitModelExists,
        SkipReasons.ExplicitMCPServerExists,
        SkipReasons.Conflict,
        SkipReasons.InvalidDiscoveredName,
        SkipReasons.EndpointUnknown,
        SkipReasons.InvalidTransport,
        SkipReasons.NameCollision)]
    public string Reason { get; set; } = "";

    /// <summary>Who has the name: kind/name/uid of another owner, the name of a hand-written object, or namespace/name in the source.</summary>
    public string? OwnedBy { get; set; }

    /// <summary>The same in a sentence.</summary>
    public string? Message { get; set; }
}

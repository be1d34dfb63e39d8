using Alitellm.Api.Schema;

namespace Alitellm.Api.Discoveries;

/// <summary>A candidate whose object could not be written.</summary>
public sealed class FailedCandidate
{
    /// <summary>The object could not be read or written.</summary>
    public const string ChildCRWriteFailed = "ChildCRWriteFailed";

    /// <summary>The name its object has or would have.</summary>
    [Required, MinLength(1)]
    public string Name { get; set; } = "";

    /// <summary>Why it failed.</summary>
    [Required, AllowedValues(ChildCRWriteFailed)]
    public string Reason { get; set; } = "";

    /// <summary>What the API server said.</summary>
    public string? Message { get; set; }
}

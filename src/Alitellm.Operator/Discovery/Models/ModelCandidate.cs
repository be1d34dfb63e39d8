using System.Text.Json.Nodes;

namespace Alitellm.Operator.Discovery.Models;

/// <summary>One model a source offers.</summary>
/// <param name="Id">The source's own name for it, as it was sent; names and filters go by it.</param>
internal sealed record ModelCandidate(string Id)
{
    /// <summary>What <c>params.model</c> names behind the provider, where that is not <see cref="Id"/>.</summary>
    public string? RoutedId { get; init; }

    /// <summary>What the source knows about how to reach the model, such as <c>aws_region_name</c>. The user's params win over it.</summary>
    public JsonObject? Params { get; init; }
}

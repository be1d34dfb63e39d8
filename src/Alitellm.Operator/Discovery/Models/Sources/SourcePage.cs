namespace Alitellm.Operator.Discovery.Models.Sources;

/// <summary>One page of a list.</summary>
/// <param name="Next">What asks for the next page; null on the last one.</param>
internal sealed record SourcePage<T>(IReadOnlyList<T> Items, string? Next);

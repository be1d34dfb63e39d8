namespace Alitellm.Operator.Remote.References;

/// <summary>What a reference leads to.</summary>
/// <param name="Ids">Sorted.</param>
/// <param name="Unknown">Why it cannot be told yet; null when the ids are the answer.</param>
internal sealed record ReferenceAnswer(IReadOnlyList<string> Ids, string? Unknown)
{
    public static readonly ReferenceAnswer Nothing = new([], null);

    /// <summary>Why the proxy cannot have such an entry; null when it can.</summary>
    public string? TooOld { get; init; }

    public static ReferenceAnswer Of(IEnumerable<string> ids)
    {
        return new([.. ids.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], null);
    }
}

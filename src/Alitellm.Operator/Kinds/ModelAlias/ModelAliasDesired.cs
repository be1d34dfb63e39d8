using Alitellm.Operator.Remote;

namespace Alitellm.Operator.Kinds.ModelAlias;

/// <summary>What one object wants of a proxy's alias map.</summary>
/// <param name="Endpoint">The normalised endpoint of the proxy.</param>
/// <param name="Verdicts">What becomes of each alias of the spec, in its order.</param>
/// <param name="Released">Names the object answers for and wants no more, and that nobody takes over.</param>
/// <param name="Hash">Hash of the aliases the object has.</param>
internal sealed record ModelAliasDesired(string Endpoint, IReadOnlyList<AliasVerdict> Verdicts, IReadOnlyList<string> Released, string Hash) : IDesiredEntry
{
    public string Name => ObservedAliases.MapKey;

    /// <summary>The aliases the object has: name and target.</summary>
    public IEnumerable<AliasVerdict> Won => Verdicts.Where(verdict => verdict.Winner is null);
}

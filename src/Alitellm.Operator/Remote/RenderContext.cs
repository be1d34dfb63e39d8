using Alitellm.Operator.Connections;
using Alitellm.Operator.Remote.References;

namespace Alitellm.Operator.Remote;

/// <summary>What rendering may use beside the object itself.</summary>
/// <param name="Secrets">Placeholder to value.</param>
internal sealed record RenderContext(ConnectionSnapshot Connection, IReadOnlyDictionary<string, string> Secrets)
{
    public ResolvedReferences References { get; init; } = ResolvedReferences.None;
}

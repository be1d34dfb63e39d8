using System.Text.Json.Nodes;
using Alitellm.Operator.Remote;

namespace Alitellm.Operator.Kinds.Model;

/// <summary>A model row as the spec wants it. <c>Params</c> and <c>Info</c> hold secrets in clear.</summary>
/// <param name="InfoHash">Hash of the info alone, before secrets are filled in.</param>
internal sealed record ModelDesired(string Name, JsonObject Params, JsonObject Info, string Hash, string InfoHash) : IDesiredEntry
{
    /// <summary>Keeps secrets out of logs and exceptions.</summary>
    public override string ToString()
    {
        return $"model {Name}";
    }
}

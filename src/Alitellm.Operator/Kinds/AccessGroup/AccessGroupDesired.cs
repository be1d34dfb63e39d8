using System.Text.Json.Nodes;
using Alitellm.Operator.Remote;

namespace Alitellm.Operator.Kinds.AccessGroup;

/// <summary>An access group as the spec wants it.</summary>
/// <param name="Body">What both writes send: LiteLLM keeps what an update does not name, so everything is named.</param>
internal sealed record AccessGroupDesired(string Name, JsonObject Body, string Hash) : IDesiredEntry;

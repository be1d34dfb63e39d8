using System.Text.Json.Nodes;

namespace Alitellm.Operator.Remote.Compare;

/// <summary>The class of one field and of everything in it.</summary>
/// <param name="Path">Dotted path in the LiteLLM body.</param>
/// <param name="Class">What a read tells about it.</param>
/// <param name="Normalise">For <see cref="FieldClass.Normalised"/>: brings either side into one form without changing its argument;
/// <see cref="Normalisers.Text"/> when null.</param>
internal sealed record FieldRule(string Path, FieldClass Class, Func<JsonNode?, JsonNode?>? Normalise = null);

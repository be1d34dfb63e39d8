namespace Alitellm.Operator.Kinds.ModelAlias;

/// <summary>Who has an alias that an object declares.</summary>
/// <param name="Value">The model it stands for.</param>
/// <param name="Winner">The entry that has it instead, as <c>namespace/name#index</c>; null when the object has it.</param>
internal sealed record AliasVerdict(string Name, string Value, string? Winner);

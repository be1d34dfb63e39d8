namespace Alitellm.Testing.LiteLLM;

/// <summary>One entry of <c>model_group_alias</c>.</summary>
internal readonly record struct RouterAlias(string Name, string Target, bool Hidden);

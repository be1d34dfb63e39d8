namespace Alitellm.Testing.LiteLLM;

/// <summary>One committed change of the model table. <paramref name="Row"/> is null for a removal; <paramref name="Count"/> rows are left.</summary>
internal readonly record struct ModelChange(DateTimeOffset At, string Id, ModelRow? Row, int Count);

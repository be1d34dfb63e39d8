namespace Alitellm.LiteLLM;

/// <summary>What <see cref="ErrorClassifier"/> makes of an error answer.</summary>
/// <param name="Class">What it means.</param>
/// <param name="Unclear">A write that may have been stored all the same.</param>
/// <param name="RouteMissing">The proxy has no such route.</param>
internal readonly record struct ErrorVerdict(LiteLLMErrorClass Class, bool Unclear = false, bool RouteMissing = false);

namespace Alitellm.LiteLLM;

/// <summary>The outcome of one send; either an answer or an error.</summary>
internal readonly record struct Attempt(HttpResponseMessage? Answer, Exception? Error, EndpointHealth Health);

namespace Alitellm.Kubernetes.Tests.Client;

internal sealed record ScriptedRequest(string Method, string Path, string Accept, string UserAgent, string ContentType, string Body);

using Alitellm.Kubernetes.Client;
using k8s.Exceptions;
using NUnit.Framework;

namespace Alitellm.Kubernetes.Tests.Client;

public sealed class KubernetesConnectionTests
{
    [TestCase("https://api.example.com:6443", "https://api.example.com:6443/api/v1")]
    [TestCase("https://clusters.example.com/k8s/clusters/c-1", "https://clusters.example.com/k8s/clusters/c-1/api/v1")]
    [TestCase("https://clusters.example.com/k8s/clusters/c-1/", "https://clusters.example.com/k8s/clusters/c-1/api/v1")]
    public void Requests_go_below_the_path_of_the_server(string server, string expected)
    {
        using var connection = Connect(server);

        Assert.That(connection.Request(HttpMethod.Get, "api/v1").RequestUri, Is.EqualTo(new Uri(expected)));
    }

    [Test]
    public void A_server_that_is_no_URL_of_http_is_refused_with_a_sentence()
    {
        Assert.That(() => Connect("ftp://api.example.com"), Throws.TypeOf<KubeConfigException>().With.Message.EqualTo("the server's address ftp://api.example.com is no http or https URL"));
    }

    private static KubernetesConnection Connect(string server)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, $$$"""
                apiVersion: v1
                kind: Config
                current-context: c
                clusters: [{name: c, cluster: {server: "{{{server}}}"}}]
                contexts: [{name: c, context: {cluster: c, user: u}}]
                users: [{name: u, user: {token: t}}]
                """);
            return KubernetesConnection.Create(file, "tester/1", TimeProvider.System);
        }
        finally
        {
            File.Delete(file);
        }
    }
}

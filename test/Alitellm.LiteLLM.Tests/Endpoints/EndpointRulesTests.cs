namespace Alitellm.LiteLLM.Tests.Endpoints;

public sealed class EndpointRulesTests
{
    [TestCase("https://litellm.example.com", EndpointTransport.Tls)]
    [TestCase("HTTPS://LiteLLM.Example.com:8443/base/", EndpointTransport.Tls)]
    [TestCase("https://203.0.113.7", EndpointTransport.Tls)]
    [TestCase("http://localhost:4000", EndpointTransport.Loopback)]
    [TestCase("http://LOCALHOST", EndpointTransport.Loopback)]
    [TestCase("http://127.0.0.1:4000", EndpointTransport.Loopback)]
    [TestCase("http://127.8.9.1", EndpointTransport.Loopback)]
    [TestCase("http://[::1]:4000/", EndpointTransport.Loopback)]
    [TestCase("http://[::ffff:127.0.0.1]", EndpointTransport.Loopback)]
    [TestCase("http://litellm:4000", EndpointTransport.ClusterLocal)]
    [TestCase("http://litellm.ai.svc", EndpointTransport.ClusterLocal)]
    [TestCase("http://litellm.ai.svc.cluster.local.", EndpointTransport.ClusterLocal)]
    [TestCase("http://litellm.ai", EndpointTransport.RemotePlaintext)]
    [TestCase("http://10.0.0.5:4000", EndpointTransport.RemotePlaintext)]
    [TestCase("http://[2001:db8::1]", EndpointTransport.RemotePlaintext)]
    [TestCase("http://svc.example.com", EndpointTransport.RemotePlaintext)]
    [TestCase("http://xn--mnchen-3ya.de", EndpointTransport.RemotePlaintext)]
    [TestCase("http://localhost.example.com", EndpointTransport.RemotePlaintext)]
    public void A_good_endpoint_is_accepted_and_classified(string endpoint, EndpointTransport transport)
    {
        var verdict = EndpointRules.Check(endpoint);

        Assert.That(verdict.Ok, verdict.Reason);
        Assert.That(verdict.Transport, Is.EqualTo(transport));
        Assert.That(verdict.Endpoint, Is.EqualTo(new Uri(endpoint)));
    }

    [TestCase(null, "empty")]
    [TestCase("", "empty")]
    [TestCase("  ", "empty")]
    [TestCase("/", "scheme")]
    [TestCase("litellm:4000", "scheme")]
    [TestCase("ftp://litellm", "scheme")]
    [TestCase("unix:///var/run/x", "scheme")]
    [TestCase("http:litellm", "no host")]
    [TestCase("http:/litellm", "no host")]
    [TestCase("http://", "no host")]
    [TestCase("http:///path", "no host")]
    [TestCase("http://:4000", "no host")]
    [TestCase("http://user:pw@litellm", "user information")]
    [TestCase("http://@litellm", "user information")]
    [TestCase("http://litellm?x=1", "query")]
    [TestCase("http://litellm/?", "query")]
    [TestCase("http://litellm#f", "fragment")]
    [TestCase("http://lite llm", "white space")]
    [TestCase("http://litellm\n", "white space")]
    [TestCase("http://litellm\u0007", "control")]
    [TestCase("http://litellm\u00a0", "white space")]
    [TestCase("http://münchen.de", "Punycode")]
    [TestCase("http://lite_llm", "DNS")]
    [TestCase("http://-litellm", "DNS")]
    [TestCase("http://litellm-.ai", "DNS")]
    [TestCase("http://litellm..ai", "DNS")]
    [TestCase("http://.", "DNS")]
    [TestCase("http://%6citellm", "DNS")]
    [TestCase("http://litellm:0", "port")]
    [TestCase("http://litellm:65536", "port")]
    [TestCase("http://litellm:", "port")]
    [TestCase("http://litellm:4a", "port")]
    [TestCase("http://litellm:+80", "port")]
    [TestCase("http://[::1", "IPv6")]
    [TestCase("http://[1:2]", "IPv6")]
    [TestCase("http://[::1]x", "port")]
    [TestCase("http://litellm\\evil", "backslash")]
    public void C10_A_bad_endpoint_is_refused_with_a_reason_whatever_the_schema_let_through(string? endpoint, string reason)
    {
        var verdict = EndpointRules.Check(endpoint);

        Assert.That(verdict.Ok, Is.False);
        Assert.That(verdict.Reason, Does.Contain(reason));
        Assert.That(verdict.Endpoint, Is.Null);
    }

    [Test]
    public void Length_is_limited()
    {
        var longest = "http://litellm/".PadRight(EndpointRules.MaxLength, 'a');

        Assert.That(EndpointRules.Check(longest).Ok);
        Assert.That(EndpointRules.Check(longest + "a").Reason, Does.Contain("longer"));
        Assert.That(EndpointRules.Check($"http://{new string('a', 64)}").Reason, Does.Contain("DNS"));
    }
}

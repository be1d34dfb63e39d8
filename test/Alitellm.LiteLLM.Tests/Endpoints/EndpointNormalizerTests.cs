namespace Alitellm.LiteLLM.Tests.Endpoints;

public sealed class EndpointNormalizerTests
{
    [TestCase("HTTP://LiteLLM.AI.svc:80/", "http://litellm.ai.svc")]
    [TestCase("https://litellm:443///", "https://litellm")]
    [TestCase("https://litellm:4000/Base/", "https://litellm:4000/Base")]
    [TestCase("http://litellm.ai.svc.cluster.local.:4000", "http://litellm.ai.svc.cluster.local:4000")]
    [TestCase("http://[0:0::1]:4000", "http://[::1]:4000")]
    [TestCase("http://litellm/a/../b", "http://litellm/b")]
    public void Spellings_of_one_endpoint_become_one_key(string endpoint, string key) =>
        Assert.That(EndpointNormalizer.Normalize(endpoint), Is.EqualTo(key));

    [Test]
    public void A_normalised_endpoint_stays_as_it_is() =>
        Assert.That(EndpointNormalizer.Normalize("https://litellm:4000/Base"), Is.EqualTo(EndpointNormalizer.Normalize(new Uri("https://litellm:4000/Base"))));

    [Test]
    public void Schemes_and_ports_keep_endpoints_apart() =>
        Assert.That(
            new[] { "http://litellm", "https://litellm", "http://litellm:443", "http://litellm/x" }.Select(EndpointNormalizer.Normalize),
            Is.Unique);
}

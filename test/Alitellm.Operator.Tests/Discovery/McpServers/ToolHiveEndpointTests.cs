using Alitellm.Operator.Discovery.McpServers.ToolHive;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Discovery.McpServers;

public sealed class ToolHiveEndpointTests
{
    [TestCase("http://fetch.tools:8080/mcp", "http://fetch.tools:8080/mcp")]
    [TestCase("http://github.tools:8080", "http://github.tools:8080", Description = "virtual servers and remote proxies have no path, and get none")]
    [TestCase("http://osv.tools:8080/sse#osv", "http://osv.tools:8080/sse")]
    [TestCase("http://osv.tools:8080/sse?tenant=a#osv", "http://osv.tools:8080/sse?tenant=a")]
    [TestCase("  http://osv.tools:8080/mcp\n", "http://osv.tools:8080/mcp")]
    [TestCase("", null)]
    [TestCase("  ", null)]
    [TestCase("#osv", null)]
    [TestCase(null, null)]
    public void The_URL_is_taken_as_it_is_without_its_fragment(string? stated, string? url)
    {
        Assert.That(ToolHiveEndpoint.Url(new() { Status = new() { Url = stated } }), Is.EqualTo(url));
    }

    [Test]
    public void An_object_without_status_has_no_URL()
    {
        Assert.That(ToolHiveEndpoint.Url(new()), Is.Null);
    }

    [TestCase("http", "http")]
    [TestCase("streamable-http", "http")]
    [TestCase("sse", "sse")]
    [TestCase("stdio", null)]
    [TestCase("websocket", null)]
    [TestCase("SSE", null)]
    public void A_transport_in_the_status_counts_whatever_the_spec_says(string stated, string? transport)
    {
        foreach (var declared in (string?[])[null, "sse", "stdio", "streamable-http"])
        {
            var found = new ToolHiveObject { Spec = new() { Transport = declared }, Status = new() { Transport = stated } };
            Assert.That(ToolHiveEndpoint.Transport(found), Is.EqualTo(transport), $"spec.transport {declared}");
        }
    }

    [TestCase(null, null, "http")]
    [TestCase("", "", "http")]
    [TestCase("streamable-http", null, "http")]
    [TestCase("sse", null, "sse")]
    [TestCase("sse", "streamable-http", "sse", Description = "the proxy mode is of stdio servers only")]
    [TestCase("stdio", null, "http")]
    [TestCase("stdio", "", "http")]
    [TestCase("stdio", "streamable-http", "http")]
    [TestCase("stdio", "sse", "sse")]
    [TestCase("stdio", "pigeon", null)]
    [TestCase("websocket", null, null)]
    public void Where_the_status_is_silent_the_transport_follows_from_the_spec(string? transport, string? proxyMode, string? spoken)
    {
        foreach (var silent in (string?[])[null, ""])
        {
            var found = new ToolHiveObject { Spec = new() { Transport = transport, ProxyMode = proxyMode }, Status = new() { Transport = silent } };
            Assert.That(ToolHiveEndpoint.Transport(found), Is.EqualTo(spoken));
        }
    }

    [Test]
    public void An_object_that_says_nothing_at_all_speaks_streamable_HTTP()
    {
        Assert.That(ToolHiveEndpoint.Transport(new()), Is.EqualTo("http"));
    }

    [TestCase("stdio", "pigeon", null, "stdio behind pigeon")]
    [TestCase("websocket", null, null, "websocket")]
    [TestCase("sse", null, "stdio", "stdio")]
    public void What_is_reported_of_a_transport_are_its_own_words(string? transport, string? proxyMode, string? status, string stated)
    {
        var found = new ToolHiveObject { Spec = new() { Transport = transport, ProxyMode = proxyMode }, Status = new() { Transport = status } };

        Assert.That(ToolHiveEndpoint.Stated(found), Is.EqualTo(stated));
    }
}

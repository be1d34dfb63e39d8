using System.Text;

namespace Alitellm.LiteLLM.Tests.Errors;

public sealed class ErrorBodyTests
{
    [TestCase("""{"error":{"message":"m","type":"auth_error","param":"None","code":"400"}}""", "m", "auth_error", "400")]
    [TestCase("""{"error":{"message":"m","type":"None","param":null,"code":400}}""", "m", null, "400")]
    [TestCase("""{"error":{"message":{"error":"inner"},"code":null}}""", "inner", null, null)]
    [TestCase("""{"error":"m"}""", "m", null, null)]
    [TestCase("""{"error":{"type":"only_type"}}""", "", "only_type", null)]
    [TestCase("""{"detail":"m"}""", "m", null, null)]
    [TestCase("""{"detail":{"error":"m"}}""", "m", null, null)]
    [TestCase("""{"detail":{"message":"m","code":7}}""", "m", null, "7")]
    [TestCase("""{"detail":{"error":{"message":"m","type":"t","code":"c"}}}""", "m", "t", "c")]
    [TestCase("""{"message":"m","type":"t"}""", "m", "t", null)]
    public void The_known_shapes_are_read(string body, string message, string? type, string? code) =>
        Assert.That(ErrorBody.Parse(Encoding.UTF8.GetBytes(body)), Is.EqualTo(new ErrorBody(message, type, code, Structured: true)));

    [Test]
    public void Validation_complaints_name_the_place_and_leave_out_what_was_sent()
    {
        var body = ErrorBody.Parse(Encoding.UTF8.GetBytes(
            """
            {"detail":[{"type":"missing","loc":["body","id"],"msg":"Field required","input":{"api_key":"hunter2"}},
                       {"type":"int_type","loc":["body","rpm",0],"msg":"Input should be a valid integer","input":"hunter2"}]}
            """));

        Assert.That(body.Message, Is.EqualTo("body.id: Field required; body.rpm.0: Input should be a valid integer"));
        Assert.That(body.Type, Is.EqualTo("validation_error"));
    }

    [TestCase("<html>Bad Gateway</html>")]
    [TestCase("Internal Server Error")]
    [TestCase("""{"unexpected":true}""")]
    [TestCase("""{"error":{}}""")]
    [TestCase("""["x"]""")]
    [TestCase("{\"error\":")]
    public void Anything_else_is_kept_as_text(string body) =>
        Assert.That(ErrorBody.Parse(Encoding.UTF8.GetBytes(body)), Is.EqualTo(new ErrorBody(body, null, null, Structured: false)));

    [Test]
    public void Only_the_beginning_of_such_text_is_kept()
    {
        var body = ErrorBody.Parse(Encoding.UTF8.GetBytes(new string('ä', 1000)));

        Assert.That(Encoding.UTF8.GetByteCount(body.Message), Is.LessThanOrEqualTo(ErrorBody.MaxDetailBytes));
        Assert.That(body.Message, Does.StartWith("ää"));
    }
}

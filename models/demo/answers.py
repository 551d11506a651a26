"""Made-up sentences of the kind people say when they practise an interview answer: templates with slots, written for this model."""
import re

SLOTS = dict(
    role="engineer|developer|nurse|teacher|designer|analyst|sales manager|product manager|project lead|team lead|store manager|data scientist|"
         "support agent|consultant|researcher|accountant|intern|student|technician|recruiter|chef|writer|mechanic|architect|volunteer",
    place="a small startup|a large bank|a hospital|a university|a factory|an insurance company|a bakery|a school|a retail chain|a software company|"
          "a public library|a consulting firm|an airline|a hotel|a call center|a news agency|a logistics company|a city office|a lab|a charity",
    thing="the release|the report|the budget|the schedule|the database|the website|the product|the contract|the migration|the training|the audit|"
          "the presentation|the design|the survey|the payment system|the mobile app|the warehouse|the onboarding process|the monthly review|"
          "the search page|the test suite|the backlog|the customer portal|the delivery plan|the dashboard|the prototype|the supply chain|"
          "the booking system|the new feature|the campaign|the server|the pipeline|the interface|the documentation|the inventory",
    problem="a serious bug|a missed deadline|a conflict between two colleagues|an angry customer|a sudden outage|a broken process|a tight deadline|"
            "a lack of data|a wrong estimate|a security issue|a drop in sales|a shortage of staff|a delay at the supplier|unclear requirements|"
            "a mistake in the invoice|low morale|a very slow query|a failing test|a confusing design|a long queue|too many meetings|a data leak",
    who="my manager|my team|the client|our customers|a colleague|the director|the whole department|two senior engineers|the marketing team|"
        "the finance team|a new hire|the support team|our partners|the users|the stakeholders|the other teams|a junior developer|my mentor|"
        "the head of sales|the operations team|the people on the night shift|our biggest customer",
    did="talked to|met with|worked closely with|listened to|called|wrote to|sat down with|asked|explained the plan to|trained|convinced|supported|"
        "interviewed|coordinated with|shared the numbers with|presented the results to|checked in with|apologized to|negotiated with|learned from",
    act="rewrote|reviewed|tested|planned|measured|simplified|documented|automated|redesigned|fixed|launched|organized|improved|analyzed|delivered|"
        "tracked|finished|rebuilt|presented|prioritized|owned|cleaned up|took over|handed over|moved|updated|delayed|split up|stabilized",
    acting="rewriting|reviewing|testing|planning|measuring|simplifying|documenting|automating|redesigning|fixing|launching|organizing|improving|"
           "analyzing|delivering|tracking|finishing|rebuilding|presenting|prioritizing|leading|cleaning up",
    skill="communication|patience|time management|public speaking|programming|teamwork|planning|leadership|negotiation|data analysis|writing|"
          "problem solving|attention to detail|customer service|project management|accounting|mentoring|listening|honesty|curiosity|empathy",
    goal="quality|speed|trust|safety|revenue|customer satisfaction|response time|reliability|communication|productivity|the error rate|the conversion rate|"
         "our margins|attendance|retention|the waiting time|test coverage|the load time|our costs|team spirit",
    quality="reliable|curious|patient|organized|honest|creative|calm|direct|motivated|careful|flexible|friendly|practical|thorough|ambitious|nervous|"
            "confident|stubborn|proud|frustrated|surprised|grateful|tired|worried|happy|responsible|realistic|transparent",
    degree="very|really|quite|a little|fairly|extremely|pretty|rather|so|not very|completely",
    when="last year|two years ago|in my last role|at my previous job|at university|in my first week|last summer|in the third quarter|"
         "during the pandemic|early in my career|in March|in the autumn|on a Friday afternoon|right before the holidays|a few months ago|"
         "back in 2019|in 2021|at the end of the year|when I started|one morning|after the merger|during my internship|over the weekend",
    span="two weeks|three months|six months|a couple of days|one sprint|a year|half a year|ten days|the whole weekend|five years|an afternoon|"
         "about 20 minutes|four hours|nine months|eight weeks|a single day|the next quarter|18 months",
    n="2|3|4|5|6|7|8|9|10|11|12|13|14|15|16|18|20|24|25|30|35|40|45|48|50|60|64|70|75|80|90|100|120|150|200|250|300|400|500|600|1000|2000",
    pct="2%|3%|5%|7%|8%|10%|12%|14%|15%|18%|20%|22%|25%|28%|30%|33%|35%|40%|45%|50%|55%|60%|65%|70%|75%|80%|85%|90%|95%|98%|99%|100%",
    small="two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty",
    people="people|engineers|customers|students|patients|tickets|orders|calls|users|stores|countries|projects|complaints|meetings|pages|products|"
           "servers|machines|tests|branches|interviews|candidates|team members|vendors|reports",
    result="it worked|we shipped on time|the client stayed with us|nobody noticed the change|sales went up|the errors went away|I got promoted|"
           "we saved a lot of money|the team was happier|we lost the contract|it failed at first|the numbers improved|we hit our target|"
           "everyone could see the progress|the customers came back|the process is still used today|I learned a lot|we won an award|"
           "my manager was impressed|the project was a success|we had fewer complaints|we cut the time in half|the launch went well",
    lesson="ask for help early|write things down|test before the release|listen first|say no sometimes|check the numbers twice|keep people informed|"
           "start small|plan for mistakes|share the credit|be honest about delays|talk to users|not make assumptions|take a short break|"
           "set clear goals|measure everything|trust my team|prepare better|give feedback in private|admit when I am wrong",
    adverb="quickly|slowly|carefully|directly|finally|eventually|immediately|together|honestly|clearly|calmly|politely|openly|simply|mostly",
    tool="a spreadsheet|a checklist|a whiteboard|a shared document|a weekly meeting|a simple script|a short survey|a dashboard|a daily call|"
         "a test plan|a decision matrix|a pilot group|a prototype|a calendar|a ticket system|a style guide|a backup plan|a code review",
    name="Anna|Peter|Maria|James|Sarah|David|Laura|Tom|Emma|Michael|Julia|Robert|Lisa|Daniel|Kate|Mark|Susan|Paul|Nina|Chris|Helen|Ben|Rachel|Sam",
    weekday="Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday",
)
SLOTS = {k: v.split("|") for k, v in SLOTS.items()}

TEMPLATES = """
{when}, I worked as {a-role} at {place}.
{when}, we had {problem} with {thing}.
I was responsible for {thing} and for {thing}.
My task was to make sure that {thing} was ready in {span}.
I had {span} to fix {thing}.
So I {did} {who} and we {act} {thing}.
First, I {act} {thing}, and then I {did} {who}.
After that, I {act} {thing} with {who}.
I {did} {who} because we had {problem}.
I decided to start with {tool}.
I used {tool} to show {who} what was going on.
We were a team of {small} {people}.
We had {n} {people} and only {small} {people}.
We improved {goal} by {pct} in {span}.
We cut {goal} from {pct} to {pct}.
As a result, {result}, and {goal} went up by {pct}.
In the end, {result}.
{result}, and that made me {degree} {quality}.
What I learned is to {lesson}.
Next time, I would {lesson} and {lesson}.
Looking back, I should have {act-have} {thing} much earlier.
I think I am {degree} {quality}, and people tell me that I am {quality}.
My biggest strength is {skill}, and I am also good at {skill}.
My weakness is {skill}, so I try to {lesson}.
I want this job because I care about {goal} and {goal}.
I have {small} years of experience in {skill} and {skill}.
I have been {a-role} for {small} years.
Before that, I was {a-role} at {place} for {span}.
I studied for {small} years and then joined {place}.
The situation was that {who} had {problem}.
The problem was {problem}, and nobody knew what to do.
{who} was not happy with {thing}.
{who} wanted to stop {thing}, but I disagreed.
{who} told me that {thing} was late again.
I said that we could {lesson} and still finish {thing}.
I asked {who} what they needed, and they said {thing}.
We met every {weekday} at {small} o'clock to go over {thing}.
On {weekday}, {name} called me about {problem}.
{name} and I {act} {thing} over {span}.
I gave {name} {thing} and I kept {thing} for myself.
It took us {span}, but {result}.
It took me {span} to understand {thing}.
We spent {n} dollars on {thing} and saved {n} dollars.
About {n} {people} used {thing} every day.
More than {n} {people} were affected by {problem}.
That was {degree} hard for {who}.
I was {degree} {quality} at that moment.
I felt {degree} {quality}, and {who} felt {quality} too.
I took the blame, and I {did} {who} {adverb}.
I {adverb} {act} {thing} and asked {who} for feedback.
We {adverb} agreed on {thing}.
There were {small} reasons for {problem}.
One reason was {problem}, and another was {problem}.
I started by {acting} {thing}.
Instead of {acting} {thing}, we {act} {thing}.
I spent {span} {acting} {thing}.
We were {acting} {thing} when we found {problem}.
I made a plan with {small} steps and shared it with {who}.
I broke {thing} into {small} smaller parts.
I set up {tool} so that {who} could follow along.
My role was to lead {small} {people} and to report to {who}.
I would describe myself as {quality}, {quality} and {quality}.
I enjoy {acting} things, and I like working with {who}.
In five years, I see myself as {a-role} at {place}.
I left because I wanted to learn more about {skill}.
I am looking for a place where {skill} matters.
Thank you for the question, it is a good one.
That is a great question, let me think for a moment.
Could you repeat the question, please?
Let me give you an example.
I will give you one example from {when-noun}.
A good example of {skill} is when I {act} {thing}.
To be honest, I did not know anything about {thing} at first.
I did not have all the information, so I {did} {who}.
Nobody on the team had ever {act-have} {thing} before.
If I could do it again, I would {lesson}.
The first thing I did was to {lesson}.
It was {weekday} and we had {small} hours left.
The deadline was {weekday}, and we were {small} days behind.
We had to choose between {thing} and {thing}.
I chose {thing} because of {goal}.
{goal} was more important to us than {goal}.
Our goal was {pct}, and we reached {pct}.
By {weekday}, {thing} was done.
When {name} left the company, I took over {thing}.
I helped {n} {people} to understand {thing}.
I trained {small} new colleagues, and {small} of them are still there.
Since then, we always {lesson}.
Now {who} can see {thing} whenever they want.
This taught me a lot about {skill}.
Do you have any questions about {thing}?
Yes, I have {act-have} {thing} before, but only at {place}.
No, I have never worked at {place}, but I would like to.
We were short of time, so I asked {name} to help.
I could not do it alone, and I am glad that {name} was there.
""".strip().splitlines()

SAME_PAST = {"rewrote": "rewritten", "took over": "taken over"}


def article(noun):
    return ("an " if noun[0] in "aeiou" else "a ") + noun


def fill(r, template):
    def value(match):
        slot = match[1]
        if slot == "a-role":
            return article(r.choice(SLOTS["role"]))
        if slot == "act-have":
            verb = r.choice(SLOTS["act"])
            return SAME_PAST.get(verb, verb)
        if slot == "when-noun":
            return r.choice(["my last job", "my first year", "school", "the army", "my internship", "last summer", "my current team"])
        return r.choice(SLOTS[slot])
    s = re.sub(r"\{([a-z-]+)\}", value, template)
    return s[0].upper() + s[1:]


def answers(r, count):
    made = set()
    while len(made) < count:
        s = fill(r, r.choice(TEMPLATES))
        if r.random() < .15:                     # two thoughts in one breath
            t = fill(r, r.choice(TEMPLATES))
            s = s[:-1] + r.choice([", and ", ", but ", ", so ", " because ", ", which means "]) + (t if t.startswith(("I ", "I'")) else t[0].lower() + t[1:])
        if len(s) < 170:
            made.add(s)
    return sorted(made)

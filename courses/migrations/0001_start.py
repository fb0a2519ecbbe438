
import courses.blocks.field
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_start'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        migrations.CreateModel(
            name='CourseIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('intro', models.CharField(blank=True, max_length=300, verbose_name='introduction')),
            ],
            options={
                'verbose_name': 'list of courses',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='CoursePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('intro', models.CharField(blank=True, max_length=300, verbose_name='introduction')),
                ('drawing', models.CharField(blank=True, max_length=60, verbose_name='drawing')),
            ],
            options={
                'verbose_name': 'course',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='HomePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('lead', models.CharField(blank=True, max_length=200, verbose_name='first sentences')),
                ('needs_title', models.CharField(blank=True, max_length=60, verbose_name='question above the list')),
                ('needs', courses.blocks.field.LessonStreamField(blank=True, help_text='Empty: the first lessons are listed by themselves.', verbose_name='what people need')),
                ('class_words', models.CharField(blank=True, help_text='Where and when people meet, in one or two short sentences.', max_length=200, verbose_name='about the class')),
                ('tip_title', models.CharField(blank=True, max_length=60, verbose_name='heading of the reminder')),
                ('tip', models.CharField(blank=True, max_length=300, verbose_name='reminder')),
            ],
            options={
                'verbose_name': 'home page',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='LessonPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('summary', models.CharField(max_length=250, verbose_name='in one or two sentences')),
                ('minutes', models.PositiveSmallIntegerField(default=10, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(120)], verbose_name='minutes')),
                ('icon', models.CharField(default='giay', max_length=20, verbose_name='icon')),
                ('procedure', models.CharField(blank=True, max_length=20, verbose_name='code of the procedure')),
                ('pack', models.CharField(blank=True, max_length=60, verbose_name='exercises it was written for')),
                ('review_by', models.DateField(blank=True, null=True, verbose_name='look at it again before')),
                ('steps', courses.blocks.field.LessonStreamField(verbose_name='steps')),
                ('closing', models.TextField(blank=True, help_text='What people can do now. One sentence on each line.', verbose_name='words at the end')),
            ],
            options={
                'verbose_name': 'lesson',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='LessonEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('act', models.CharField(choices=[('place', 'place'), ('right', 'right'), ('wrong', 'wrong'), ('finished', 'finished')], max_length=10)),
                ('step', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('block', models.CharField(blank=True, max_length=36)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('learner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.learner')),
                ('lesson', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='courses.lessonpage')),
            ],
            options={
                'verbose_name': 'lesson event',
                'indexes': [models.Index(fields=['learner', 'lesson', 'at'], name='event_of_learner')],
            },
        ),
        migrations.CreateModel(
            name='LessonProgress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('furthest_step', models.PositiveSmallIntegerField(default=1)),
                ('started_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('touched_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('learner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lessons', to='accounts.learner')),
                ('lesson', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='courses.lessonpage')),
            ],
            options={
                'verbose_name': 'lesson progress',
                'constraints': [models.UniqueConstraint(fields=('learner', 'lesson'), name='progress_once_per_lesson')],
            },
        ),
    ]
